import { Module } from '@nestjs/common';
import { RoomsModule } from '../rooms/rooms.module.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveriesService } from './deliveries.service.js';
import { DeliveryLog } from './delivery-log.js';

@Module({
  imports: [RoomsModule],
  controllers: [DeliveriesController],
  providers: [DeliveriesService, DeliveryLog],
  exports: [DeliveriesService, DeliveryLog],
})
export class DeliveriesModule {}
